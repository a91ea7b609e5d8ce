package io.flashsale.loadtest.simulations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The campaign the crowd came for, as every visitor can read it. */
record CampaignOnSale(String id, Instant startsAt, Instant endsAt, List<String> skus) {

    private static final ObjectMapper JSON = new ObjectMapper();

    CampaignOnSale {
        skus = List.copyOf(skus);
        if (skus.isEmpty()) {
            throw new IllegalStateException("Campaign " + id + " has no items to buy.");
        }
    }

    /**
     * Asks the target which campaign is meant.
     *
     * @throws IllegalStateException when the target does not answer or shows no such campaign
     */
    static CampaignOnSale find(Settings settings) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            JsonNode found = settings.campaign().isPresent()
                    ? read(
                            client,
                            settings.target()
                                    .resolve("/api/campaigns/"
                                            + settings.campaign().get()))
                    : firstNotEnded(read(client, settings.target().resolve("/api/campaigns")));
            return of(found, settings.skus());
        }
    }

    private static CampaignOnSale of(JsonNode campaign, List<String> wanted) {
        List<String> skus = new ArrayList<>(wanted);
        if (skus.isEmpty()) {
            campaign.path("items").forEach(item -> skus.add(item.path("sku").asText()));
        }
        return new CampaignOnSale(
                campaign.path("id").asText(),
                Instant.parse(campaign.path("startsAt").asText()),
                Instant.parse(campaign.path("endsAt").asText()),
                skus);
    }

    private static JsonNode firstNotEnded(JsonNode answer) {
        JsonNode campaigns = answer.isArray() ? answer : answer.path("campaigns");
        return StreamSupport.stream(campaigns.spliterator(), false)
                .filter(campaign -> Instant.parse(campaign.path("endsAt").asText())
                        .isAfter(Instant.parse(campaign.path("serverTime").asText(Instant.EPOCH.toString()))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The target shows no campaign that has not ended."));
    }

    private static JsonNode read(HttpClient client, URI uri) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(uri + " answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(uri + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + uri, e);
        }
    }
}
