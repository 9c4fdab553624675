"""From a list as it arrived to a list on record: bring in, settle, write, take back."""
