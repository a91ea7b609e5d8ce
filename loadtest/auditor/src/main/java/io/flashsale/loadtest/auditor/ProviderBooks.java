package io.flashsale.loadtest.auditor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The payment provider's own books, over HTTP. */
final class ProviderBooks {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI address;

    ProviderBooks(URI provider) {
        this.address = provider.resolve("/books");
    }

    List<Facts.Trade> trades() {
        return lines().stream()
                .map(line -> new Facts.Trade(line.outTradeNo(), line.captured(), line.refunded()))
                .toList();
    }

    /** Trades that were paid and whose notification the merchant has not confirmed. */
    long unacknowledged() {
        return lines().stream()
                .filter(line -> line.captured() > 0 && !line.acknowledged())
                .count();
    }

    private List<Line> lines() {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("answered " + answer.statusCode());
            }
            return JSON.readValue(answer.body(), Books.class).trades();
        } catch (IOException e) {
            throw new StoreUnavailable("the provider's books at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the provider's books at " + address, e);
        }
    }

    private record Books(List<Line> trades) {}

    private record Line(String outTradeNo, long captured, long refunded, boolean acknowledged) {}
}
