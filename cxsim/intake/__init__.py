"""From a firm's logs and workbooks to a scenario."""
