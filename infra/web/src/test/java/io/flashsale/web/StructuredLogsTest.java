package io.flashsale.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In containers, each line of the log is a JSON object that names its trace, order and campaign. */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogsTest {

    private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

    @BeforeEach
    void asInContainers() {
        initialize(new MockEnvironment().withProperty("logging.structured.format.console", "logstash"));
    }

    @AfterEach
    void asUsual() {
        initialize(new MockEnvironment());
    }

    private void initialize(MockEnvironment environment) {
        logging.cleanUp();
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(environment), null, null);
    }

    @Test
    void aLineSaysWhatItIsAbout(CapturedOutput output) {
        try (Spans.OnThread entered = Spans.unseen().enter(Spans.Kind.SERVER, "GET", null, java.util.List.of());
                MDC.MDCCloseable order = MDC.putCloseable(LogContext.key("/api/orders/{id}", "id"), "4711")) {
            LoggerFactory.getLogger(getClass()).warn("Slow");
            assertThat(order).isNotNull();
            JsonNode line = new JsonMapper()
                    .readTree(output.getOut()
                            .lines()
                            .filter(text -> text.contains("Slow"))
                            .findFirst()
                            .orElseThrow());
            assertThat(line.path("message").asString()).isEqualTo("Slow");
            assertThat(line.path("traceId").asString()).isEqualTo(entered.span().traceId());
            assertThat(line.path("orderId").asString()).isEqualTo("4711");
        }
    }

    @Test
    void idsInPathsHaveTheNameOfWhatTheyName() {
        assertThat(LogContext.key("/api/orders/{id}/events", "id")).isEqualTo("orderId");
        assertThat(LogContext.key("/api/admin/campaigns/{id}/{verb}", "id")).isEqualTo("campaignId");
        assertThat(LogContext.key("/api/admin/campaigns/{id}/{verb}", "verb")).isNull();
        assertThat(LogContext.key("/api/campaigns/{campaignId}/items/{sku}", "campaignId"))
                .isEqualTo("campaignId");
    }
}
