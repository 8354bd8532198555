HTTP/1.1 101 Switching Protocols
X-Request: GET /loki/api/v1/tail?query=count_over_time%28%7Benv%3D%22prod%22%7D%5B1m%5D%29&delay_for=0

close only log selector is supported
