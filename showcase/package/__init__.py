"""The whole public record as one file to take away."""
