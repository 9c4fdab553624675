"""Every page the public reads."""
