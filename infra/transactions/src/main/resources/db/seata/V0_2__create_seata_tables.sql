-- Tables that Seata 2.x clients expect, in the shape its own scripts give them.

-- TCC fence: one row per branch proves that confirm and cancel happen once, that a cancel without a try does nothing,
-- and that a try after its cancel is refused.
CREATE TABLE tcc_fence_log (
  xid          VARCHAR(128) NOT NULL,
  branch_id    BIGINT       NOT NULL,
  action_name  VARCHAR(64)  NOT NULL,
  status       TINYINT      NOT NULL,
  gmt_create   DATETIME(3)  NOT NULL,
  gmt_modified DATETIME(3)  NOT NULL,
  PRIMARY KEY (xid, branch_id),
  KEY idx_gmt_modified (gmt_modified),
  KEY idx_status (status)
);

-- Saga state machines: definitions, running instances, and the states they went through.
CREATE TABLE seata_state_machine_def (
  id               VARCHAR(32)  NOT NULL,
  name             VARCHAR(128) NOT NULL,
  tenant_id        VARCHAR(32)  NOT NULL,
  app_name         VARCHAR(32)  NOT NULL,
  type             VARCHAR(20)  NULL,
  comment_         VARCHAR(255) NULL,
  ver              VARCHAR(16)  NOT NULL,
  gmt_create       DATETIME(3)  NOT NULL,
  status           VARCHAR(2)   NOT NULL,
  content          TEXT         NULL,
  recover_strategy VARCHAR(16)  NULL,
  PRIMARY KEY (id)
);

CREATE TABLE seata_state_machine_inst (
  id                  VARCHAR(128) NOT NULL,
  machine_id          VARCHAR(32)  NOT NULL,
  tenant_id           VARCHAR(32)  NOT NULL,
  parent_id           VARCHAR(128) NULL,
  gmt_started         DATETIME(3)  NOT NULL,
  business_key        VARCHAR(48)  NULL,
  start_params        TEXT         NULL,
  gmt_end             DATETIME(3)  NULL,
  excep               BLOB         NULL,
  end_params          TEXT         NULL,
  status              VARCHAR(2)   NULL,
  compensation_status VARCHAR(2)   NULL,
  is_running          TINYINT(1)   NULL,
  gmt_updated         DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY unikey_buz_tenant (business_key, tenant_id)
);

CREATE TABLE seata_state_inst (
  id                       VARCHAR(48)  NOT NULL,
  machine_inst_id          VARCHAR(128) NOT NULL,
  name                     VARCHAR(128) NOT NULL,
  type                     VARCHAR(20)  NULL,
  service_name             VARCHAR(128) NULL,
  service_method           VARCHAR(128) NULL,
  service_type             VARCHAR(16)  NULL,
  business_key             VARCHAR(48)  NULL,
  state_id_compensated_for VARCHAR(50)  NULL,
  state_id_retried_for     VARCHAR(50)  NULL,
  gmt_started              DATETIME(3)  NOT NULL,
  is_for_update            TINYINT(1)   NULL,
  input_params             TEXT         NULL,
  output_params            TEXT         NULL,
  status                   VARCHAR(2)   NOT NULL,
  excep                    BLOB         NULL,
  gmt_updated              DATETIME(3)  NULL,
  gmt_end                  DATETIME(3)  NULL,
  PRIMARY KEY (id, machine_inst_id)
);
