package io.flashsale.order.web;

import io.flashsale.order.application.OrderView;
import io.flashsale.order.application.WatchOrder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** An order as server-sent events: {@code order} with the whole order, its tag as the id, and comments as heartbeats. */
final class OrderEventStream implements WatchOrder.Listener {

    static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

    private final OutputStream out;
    private final JsonMapper json;

    private OrderEventStream(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** Begins the answer, so that whoever waits for it knows that it has begun. */
    static OrderEventStream open(HttpServletResponse response, JsonMapper json) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        OrderEventStream stream = new OrderEventStream(response.getOutputStream(), json);
        stream.send("retry: " + COME_BACK_AFTER.toMillis());
        return stream;
    }

    @Override
    public void changed(OrderView view) throws IOException {
        send("id: " + view.tag() + "\nevent: order\ndata: " + json.writeValueAsString(OrderResource.of(view)));
    }

    @Override
    public void stillThere() throws IOException {
        send(": still there");
    }

    private void send(String event) throws IOException {
        out.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
