"""From a firm's logs to a scenario."""
