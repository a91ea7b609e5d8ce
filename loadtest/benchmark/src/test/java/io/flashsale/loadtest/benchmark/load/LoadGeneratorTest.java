package io.flashsale.loadtest.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

    private static final Duration STALL = Duration.ofMillis(300);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile int stallAt = -1;
    private volatile int closeAfter = -1;
    private final ServerSocket server = serve();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void everyQuestionIsCountedOnce() {
        LoadResult result = run(4, new Pace.Closed(Duration.ofMillis(200)));

        assertThat(result.accepted()).isEqualTo(asked.get()).isPositive();
        assertThat(result.refused() + result.failed()).isZero();
        assertThat(result.ids().size()).isEqualTo((int) result.accepted());
        assertThat(result.latencies().count()).isEqualTo(result.accepted());
    }

    @Test
    void anOpenPaceAsksAsOftenAsMeantWhateverTheServerDoes() {
        LoadResult result = run(4, new Pace.Open(Duration.ofMillis(500), 200));

        assertThat(result.accepted()).isEqualTo(100);
    }

    @Test
    void aStallIsFeltByEverybodyWhoMeantToAskMeanwhile() {
        stallAt = 20;

        LoadResult result = run(1, new Pace.Open(Duration.ofMillis(600), 100));

        // 30 of the 60 wanted an answer while the only connection waited; half of those for more than 150 ms.
        assertThat(result.accepted()).isEqualTo(60);
        assertThat(result.latencies().millisAt(80)).isGreaterThan(STALL.toMillis() / 2.0);
    }

    @Test
    void aConnectionThatTheServerClosedIsOpenedAgain() {
        closeAfter = 5;

        LoadResult result = run(1, new Pace.Closed(Duration.ofMillis(100)));

        assertThat(result.accepted()).isGreaterThan(5);
        assertThat(opened.get()).isGreaterThan(1);
    }

    @Test
    void serversGetAsManyConnectionsEach() throws IOException {
        try (ServerSocket first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<InetSocketAddress> servers = List.of(addressOf(first), addressOf(second));
            List<InetSocketAddress> told = new ArrayList<>();
            try (LoadGenerator _ = new LoadGenerator(servers, 4, address -> {
                told.add(address);
                return new OneByte();
            })) {
                for (ServerSocket each : List.of(first, second)) {
                    each.setSoTimeout((int) Duration.ofSeconds(5).toMillis());
                    each.accept().close();
                    each.accept().close();
                }
            }
            assertThat(told)
                    .containsExactly(servers.getFirst(), servers.getLast(), servers.getFirst(), servers.getLast());
        }
    }

    private static InetSocketAddress addressOf(ServerSocket socket) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    private LoadResult run(int connections, Pace pace) {
        try (LoadGenerator load = new LoadGenerator(addressOf(server), connections, OneByte::new)) {
            return load.run(pace);
        }
    }

    private ServerSocket serve() {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket client = socket.accept();
                        opened.incrementAndGet();
                        Thread.ofVirtual().start(() -> answer(client));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            int answered = 0;
            while (answered != closeAfter && in.read() >= 0) {
                if (asked.incrementAndGet() == stallAt) {
                    new CountDownLatch(1).await(STALL.toMillis(), TimeUnit.MILLISECONDS);
                }
                client.getOutputStream().write('y');
                answered++;
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks with one byte and takes any byte for a yes. */
    private final class OneByte implements Conversation {
        private int answers;

        @Override
        public void ask(long serial, ByteBuffer question) {
            question.put((byte) '?');
        }

        @Override
        public Answer read(byte[] bytes, int length) {
            if (length == 0) {
                return Answer.INCOMPLETE;
            }
            answers++;
            return Answer.ACCEPTED;
        }

        @Override
        public long acceptedId() {
            return 7;
        }

        @Override
        public boolean isLast() {
            return closeAfter > 0 && answers % closeAfter == 0;
        }
    }
}
