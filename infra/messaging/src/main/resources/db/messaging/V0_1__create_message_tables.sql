-- Events written by a business transaction and not yet handed to the broker. Rows live for milliseconds.
CREATE TABLE outbox_message (
  id          BIGINT       NOT NULL AUTO_INCREMENT,
  event_id    CHAR(36)     NOT NULL,
  topic       VARCHAR(64)  NOT NULL,
  tag         VARCHAR(64)  NOT NULL,
  message_key VARCHAR(128) NOT NULL,
  payload     MEDIUMTEXT   NOT NULL,
  deliver_at  DATETIME(3)  NULL,
  trace_id    CHAR(32)     NULL,
  created_at  DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (id),
  UNIQUE KEY uq_outbox_event_id (event_id),
  KEY ix_outbox_message_created_at (created_at)
);

-- One row per event and consumer group, in the transaction of the event's effect.
CREATE TABLE consumed_message (
  consumer_group VARCHAR(64) NOT NULL,
  event_id       VARCHAR(64) NOT NULL,
  consumed_at    DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (consumer_group, event_id),
  KEY ix_consumed_message_consumed_at (consumed_at)
);

-- What could not be consumed and waits for an operator.
CREATE TABLE parked_message (
  id             BIGINT       NOT NULL AUTO_INCREMENT,
  consumer_group VARCHAR(64)  NOT NULL,
  event_id       VARCHAR(64)  NOT NULL,
  topic          VARCHAR(64)  NOT NULL,
  tag            VARCHAR(64)  NULL,
  message_key    VARCHAR(128) NULL,
  schema_version VARCHAR(8)   NULL,
  payload        MEDIUMTEXT   NOT NULL,
  error_class    VARCHAR(255) NOT NULL,
  error_message  VARCHAR(1000) NULL,
  attempts       INT          NOT NULL,
  first_seen_at  DATETIME(3)  NOT NULL,
  parked_at      DATETIME(3)  NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  trace_id       CHAR(32)     NULL,
  status         VARCHAR(16)  NOT NULL DEFAULT 'PARKED',
  note           VARCHAR(1000) NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_parked_once_per_group (consumer_group, event_id),
  KEY ix_parked_message_status (status, parked_at)
);
