"""The honour roll across all rounds: what was asked, how many fit, which lines to show."""
