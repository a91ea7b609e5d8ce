package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One trace leads from the gateway's request over the batch, the peer and the broker to whoever hears of it. */
class TracesCrossTheBrokerIT extends OrderServiceIT {

    private static final String GATEWAY_SPAN = "00f067aa0ba902b7";

    @Autowired
    InMemorySpanExporter seen;

    @Test
    void aPurchaseIsOneTraceFromItsRequestToItsStoredOrder() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        String buyer = uniqueName("buyer");
        Campaign campaign = openCampaign(5, 1, 900);

        Answer bought = send(
                "http://127.0.0.1:" + port,
                "POST",
                "/api/orders",
                new Caller(buyer, Role.SHOPPER),
                """
                {"campaignId":"%s","sku":"phone","quantity":1}""".formatted(campaign.id()),
                request -> request.header("Idempotency-Key", uniqueName("key"))
                        .header(
                                "Purchase-Token",
                                purchaseToken(buyer, campaign, Instant.now().plusSeconds(45)))
                        .header("Device-Id", DEVICE)
                        .header("traceparent", "00-" + trace + "-" + GATEWAY_SPAN + "-01"));
        assertThat(bought.status()).isEqualTo(202);

        await().atMost(PATIENCE)
                .until(() -> !of(trace, SpanKind.CONSUMER).isEmpty()
                        && !of(trace, SpanKind.SERVER).isEmpty());
        SpanData request = of(trace, SpanKind.SERVER).getFirst();
        SpanData batch = of(trace, SpanKind.PRODUCER).getFirst();
        SpanData heard = of(trace, SpanKind.CONSUMER).getFirst();
        assertThat(request.getParentSpanId()).isEqualTo(GATEWAY_SPAN);
        assertThat(batch.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(of(trace, SpanKind.CLIENT))
                .as("the reservation at inventory-service")
                .anySatisfy(peer -> assertThat(peer.getParentSpanId()).isEqualTo(batch.getSpanId()));
        assertThat(heard.getName()).isEqualTo("process order-placing");
        assertThat(heard.getParentSpanId()).isEqualTo(batch.getSpanId());
    }

    private List<SpanData> of(String trace, SpanKind kind) {
        return seen.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace) && span.getKind() == kind)
                .toList();
    }
}
