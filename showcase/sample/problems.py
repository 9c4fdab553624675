"""What can stand against loading the sample."""


class SampleError(Exception):
    """The sample was not loaded and nothing has changed; the message says why, in Chinese."""
