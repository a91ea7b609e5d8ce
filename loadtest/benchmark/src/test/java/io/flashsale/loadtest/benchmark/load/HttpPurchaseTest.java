package io.flashsale.loadtest.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HttpPurchaseTest {

    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8082);

    @Test
    void wishesTakeTurnsAndEveryQuestionHasAKeyOfItsOwn() {
        HttpPurchase purchase = new HttpPurchase(List.of(wish("tea"), wish("cup")));

        List<String> questions = LongStream.rangeClosed(1, 4)
                .mapToObj(serial -> asked(purchase, serial))
                .toList();

        assertThat(questions)
                .extracting(question -> question.substring(question.indexOf("\r\n\r\n") + 4))
                .containsExactly(body("cup"), body("tea"), body("cup"), body("tea"));
        assertThat(questions)
                .extracting(question -> question.replaceAll("(?s).*Idempotency-Key: (\\S+).*", "$1"))
                .containsExactly("cup-1", "tea-2", "cup-3", "tea-4");
    }

    private static String asked(HttpPurchase purchase, long serial) {
        ByteBuffer question = ByteBuffer.allocate(2_048);
        purchase.ask(serial, question);
        return new String(question.array(), 0, question.position(), StandardCharsets.US_ASCII);
    }

    private static HttpPurchase.Wish wish(String sku) {
        List<byte[]> tokens = List.of("token".getBytes(StandardCharsets.US_ASCII));
        return new HttpPurchase.Wish(SERVER, tokens, _ -> new byte[0], sku + "-", "9", sku);
    }

    private static String body(String sku) {
        return "{\"campaignId\":\"9\",\"sku\":\"" + sku + "\",\"quantity\":1}";
    }
}
