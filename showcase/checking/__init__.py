"""What an editor should look at before a case is released: warnings with their reason, few of them obstacles."""
