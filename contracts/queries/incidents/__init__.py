"""What pages, packs and other apps ask about incidents."""
