package io.flashsale.loadtest.benchmark.bare;

import java.nio.charset.StandardCharsets;

/** What the bare servers answer, whatever they are asked: as long as the gateway's own refusal. */
final class Constant {

    static final String PATH = "/constant";

    private static final byte[] BODY = """
            {"type":"/problems/sold-out","title":"Sold out","status":409,"detail":"Nothing is left of this item.",\
            "code":"sold-out","traceId":"00000000000000000000000000000000","errors":[]}\
            """.getBytes(StandardCharsets.UTF_8);

    private Constant() {}

    static byte[] body() {
        return BODY.clone();
    }
}
