package io.flashsale.loadtest.benchmark.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One {@code EVALSHA} per question, each for a buyer of its own; an answer of 1 is a yes. */
public final class EvalSha implements Conversation {

    private static final byte[] YES = ":1\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head;
    private final byte[] login;
    private boolean loggedIn;

    /**
     * @param digest of a script that the server knows
     * @param password of the server
     */
    public EvalSha(String digest, List<String> keys, String password) {
        StringBuilder command = new StringBuilder("*" + (4 + keys.size()) + "\r\n$7\r\nEVALSHA\r\n");
        bulk(command, digest);
        bulk(command, Integer.toString(keys.size()));
        keys.forEach(key -> bulk(command, key));
        head = command.toString().getBytes(StandardCharsets.US_ASCII);
        login = ("AUTH " + password + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void ask(long serial, ByteBuffer question) {
        if (!loggedIn) {
            question.put(login);
        }
        byte[] buyer = ("b" + serial).getBytes(StandardCharsets.US_ASCII);
        question.put(head).put(("$" + buyer.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        question.put(buyer).put((byte) '\r').put((byte) '\n');
    }

    @Override
    public Answer read(byte[] bytes, int length) {
        int from = loggedIn ? 0 : "+OK\r\n".length();
        if (length < from + YES.length || bytes[length - 1] != '\n') {
            return Answer.INCOMPLETE;
        }
        loggedIn = true;
        if (bytes[from] != ':') {
            return Answer.FAILED;
        }
        return bytes[from + 1] == '1' ? Answer.ACCEPTED : Answer.REFUSED;
    }

    @Override
    public long acceptedId() {
        return 0;
    }

    @Override
    public boolean isLast() {
        return false;
    }

    private static void bulk(StringBuilder command, String text) {
        command.append('$').append(text.length()).append("\r\n").append(text).append("\r\n");
    }
}
