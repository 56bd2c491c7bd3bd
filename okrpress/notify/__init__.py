"""News to people elsewhere: chat webhooks and issue trackers. The only room with a network."""
