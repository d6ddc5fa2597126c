"""What a licence lets a buyer do: facts of licences, and questions to them."""
