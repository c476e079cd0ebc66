"""A venue on the loopback interface that judges what programs sign: Binance, and three others."""
