"""What a case said after each save, told from its history; how two versions differ; putting one back."""
