"""What is shipped as data: catalogue, frameworks, licences, migrations and examples."""
