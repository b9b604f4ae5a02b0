"""Questions that pages, letters and other apps ask."""
