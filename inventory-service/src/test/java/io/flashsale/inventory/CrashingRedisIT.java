package io.flashsale.inventory;

import io.flashsale.testing.CrashableRedis;
import io.flashsale.testing.Middleware;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with a Redis of its own that may lose what it likes, and that is repaired automatically. */
abstract class CrashingRedisIT extends InventoryIT {
    protected static final CrashableRedis STOCK = Middleware.crashableRedis();

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry registry) {
        registry.add("flashsale.redis.url", STOCK::url);
        registry.add("flashsale.inventory.repair-gates", () -> "true");
    }

    /** Buyers who come, four in a batch, until they are told that everything is sold. */
    protected static final class Crowd implements AutoCloseable {
        private final Sale sale;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<?>> buyers = new ArrayList<>();
        final Set<String> admitted = ConcurrentHashMap.newKeySet();
        final AtomicInteger notReady = new AtomicInteger();
        final Queue<Integer> otherAnswers = new ConcurrentLinkedQueue<>();

        Crowd(Sale sale, int size) {
            this.sale = sale;
            IntStream.range(0, size).forEach(i -> buyers.add(threads.submit(this::buyUntilSoldOut)));
        }

        private void buyUntilSoldOut() {
            while (!Thread.currentThread().isInterrupted()) {
                List<Map<String, Object>> wishes = wishes(4);
                String batch = newId();
                Answer answer = sale.batch(batch, wishes);
                while (answer.status() == 503 && !Thread.currentThread().isInterrupted()) {
                    notReady.incrementAndGet();
                    answer = sale.batch(batch, wishes);
                }
                if (answer.status() != 200) {
                    otherAnswers.add(answer.status());
                    return;
                }
                boolean soldOut = false;
                for (var verdict : answer.body().path("verdicts")) {
                    String outcome = outcome(verdict);
                    if (outcome.equals("ADMITTED"))
                        admitted.add(verdict.path("orderId").asString(""));
                    soldOut |= outcome.equals("SOLD_OUT");
                }
                if (soldOut) return;
            }
        }

        void awaitGone() throws Exception {
            for (Future<?> buyer : buyers) buyer.get(60, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    protected String lastRebuild(Sale sale) {
        return sql.sql("SELECT COALESCE(MAX(CONCAT(id, ' ', reason)), '') FROM gate_rebuild WHERE item_id = ?"
                        + " AND id = (SELECT MAX(id) FROM gate_rebuild WHERE item_id = ?)")
                .params(sale.itemId, sale.itemId)
                .query(String.class)
                .single()
                .replaceFirst("^\\d+ ", "");
    }
}
