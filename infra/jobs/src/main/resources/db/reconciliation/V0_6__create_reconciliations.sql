-- Who may write results: only the holder of the latest token. A runner that was paused beyond its lock finds another.
CREATE TABLE reconciliation_lease (
  name  VARCHAR(32) NOT NULL,
  token BIGINT      NOT NULL,
  PRIMARY KEY (name)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- lines_read: what was compared.
CREATE TABLE reconciliation_run (
  id           BIGINT       NOT NULL AUTO_INCREMENT,
  day          DATE         NOT NULL,
  token        BIGINT       NOT NULL,
  status       VARCHAR(16)  NOT NULL,
  requested_by VARCHAR(128) NOT NULL,
  lines_read   BIGINT       NOT NULL,
  failure      VARCHAR(500) NULL,
  started_at   DATETIME(3)  NOT NULL,
  ended_at     DATETIME(3)  NULL,
  PRIMARY KEY (id),
  KEY ix_reconciliation_run_day (day, id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- MISSING: they have it, we do not. EXTRA: we have it, they do not. AMOUNT and STATE: both have it, and differ.
CREATE TABLE reconciliation_difference (
  id         BIGINT       NOT NULL AUTO_INCREMENT,
  run_id     BIGINT       NOT NULL,
  kind       VARCHAR(16)  NOT NULL,
  between_   VARCHAR(32)  NOT NULL,
  subject    VARCHAR(128) NOT NULL,
  ours       BIGINT       NULL,
  theirs     BIGINT       NULL,
  detail     VARCHAR(300) NOT NULL,
  resolution VARCHAR(16)  NOT NULL,
  note       VARCHAR(300) NULL,
  decided_by VARCHAR(128) NULL,
  PRIMARY KEY (id),
  KEY ix_reconciliation_difference_run (run_id, id),
  KEY ix_reconciliation_difference_resolution (resolution, id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
