package io.flashsale.loadtest.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A purchase that has to be refused as sold out; every other answer is a failure. */
public final class SoldOutPurchase implements Conversation {

    private static final byte[] SOLD_OUT = "\"code\":\"sold-out\"".getBytes(StandardCharsets.US_ASCII);

    private final HttpPurchase purchase;

    public SoldOutPurchase(HttpPurchase.Wish wish) {
        this.purchase = new HttpPurchase(wish);
    }

    @Override
    public void ask(long serial, ByteBuffer question) {
        purchase.ask(serial, question);
    }

    @Override
    public Answer read(byte[] bytes, int length) {
        Answer answer = purchase.read(bytes, length);
        return answer == Answer.INCOMPLETE || (answer == Answer.REFUSED && saysSoldOut(bytes, length))
                ? answer
                : Answer.FAILED;
    }

    private static boolean saysSoldOut(byte[] bytes, int length) {
        // It stands near the end of the document.
        for (int at = length - SOLD_OUT.length; at >= 0; at--) {
            int matched = 0;
            while (matched < SOLD_OUT.length && bytes[at + matched] == SOLD_OUT[matched]) {
                matched++;
            }
            if (matched == SOLD_OUT.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long acceptedId() {
        return 0;
    }

    @Override
    public boolean isLast() {
        return purchase.isLast();
    }
}
