"""What follows from the answers: findings, duties, recommendation, validity, digests, sign-offs."""
