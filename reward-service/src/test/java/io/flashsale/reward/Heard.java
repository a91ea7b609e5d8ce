package io.flashsale.reward;

import io.flashsale.messaging.EventContext;
import io.flashsale.messaging.EventListener;
import io.flashsale.messaging.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What the broker delivered, as another service would read it: {@code PointsGranted 19}. */
final class Heard implements EventListener<Heard.Moved> {

    private record Event(String orderId, String what) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public Subscription<Moved> subscription() {
        return new Subscription<>("reward-events", "*", "reward-service_test", Moved.class);
    }

    @Override
    public void on(Moved moved, EventContext context) {
        events.add(new Event(moved.orderId(), context.tag() + " " + moved.points()));
    }

    List<String> ofOrder(String orderId) {
        return events.stream()
                .filter(event -> event.orderId().equals(orderId))
                .map(Event::what)
                .toList();
    }

    record Moved(String orderId, long points) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        Heard heard() {
            return new Heard();
        }
    }
}
