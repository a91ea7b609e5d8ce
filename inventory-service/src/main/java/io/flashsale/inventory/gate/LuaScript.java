package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.GateNotReady;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/**
 * A script of this service, called by its digest. A server that has forgotten it (restart, failover, SCRIPT FLUSH) is
 * sent the text again.
 */
final class LuaScript {
    private final String name;
    private final String text;
    private final String digest;

    private LuaScript(String name, String text) {
        this.name = name;
        this.text = text;
        this.digest = sha1(text);
    }

    static LuaScript named(String name) {
        try (InputStream in = LuaScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
            if (in == null) throw new IllegalStateException("script " + name + " is missing");
            return new LuaScript(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reply: a word that says what happened, and its details. */
    record Reply(String word, List<Object> details) {
        String detail() {
            return String.valueOf(details.getFirst());
        }
    }

    /**
     * Runs the script.
     *
     * @throws GateNotReady when the server does not answer
     * @throws IllegalStateException when the script found data it cannot work with
     */
    Reply run(RedissonClient redis, List<String> keys, Object... arguments) {
        RScript script = redis.getScript(StringCodec.INSTANCE);
        List<Object> keyObjects = List.copyOf(keys);
        List<Object> reply;
        try {
            try {
                reply = script.evalSha(
                        keys.getFirst(),
                        RScript.Mode.READ_WRITE,
                        digest,
                        RScript.ReturnType.LIST,
                        keyObjects,
                        arguments);
            } catch (RedisNoScriptException e) {
                reply = script.eval(
                        keys.getFirst(), RScript.Mode.READ_WRITE, text, RScript.ReturnType.LIST, keyObjects, arguments);
            }
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
        String word = String.valueOf(reply.getFirst());
        if (word.equals("BROKEN")) throw new IllegalStateException(name + ".lua refuses to run: " + reply.get(1));
        return new Reply(word, reply.subList(1, reply.size()));
    }

    IllegalStateException unexpected(Reply reply) {
        return new IllegalStateException(name + ".lua answered " + reply.word());
    }

    private static String sha1(String text) {
        try {
            // Redis names scripts by their SHA-1; nothing is protected by it.
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
