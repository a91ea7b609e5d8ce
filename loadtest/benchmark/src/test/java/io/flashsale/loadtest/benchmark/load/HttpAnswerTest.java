package io.flashsale.loadtest.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

    private static final String CHUNKED = lines(
            "HTTP/1.1 202 ", "Transfer-Encoding: chunked", "", "1d", "{\"orderId\":\"812345678901234\"}", "0", "", "");

    private final HttpAnswer answer = new HttpAnswer();

    @Test
    void aChunkedAnswerIsCompleteWithItsLastChunkAndNotBefore() {
        for (int length = 0; length < CHUNKED.length(); length++) {
            assertThat(read(CHUNKED.substring(0, length))).isFalse();
        }
        assertThat(read(CHUNKED)).isTrue();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.orderId()).isEqualTo(812345678901234L);
        assertThat(answer.closes()).isFalse();
    }

    @Test
    void anAnswerOfKnownLengthIsCompleteWithItsLastByte() {
        String whole = "HTTP/1.1 409 Conflict\r\ncontent-length: 11\r\nX: y\r\n\r\n{\"code\":\"x\"";

        assertThat(read(whole.substring(0, whole.length() - 1))).isFalse();
        assertThat(read(whole)).isTrue();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.orderId()).isZero();
    }

    @Test
    void anAnswerWithoutABodyEndsWithItsHeaders() {
        assertThat(read("HTTP/1.1 204 No Content\r\n\r\n")).isTrue();
    }

    @Test
    void theServerSaysWhenItWillCloseTheConnection() {
        assertThat(read("HTTP/1.1 429 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .isTrue();
        assertThat(answer.closes()).isTrue();
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    private boolean read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return answer.read(bytes, bytes.length);
    }
}
