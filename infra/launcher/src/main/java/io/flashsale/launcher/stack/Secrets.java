package io.flashsale.launcher.stack;

import io.flashsale.middleware.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The secrets of the local stack. They are made once, at random, and kept in a file that only its owner can
 * read; a secret that a newer version adds is made when it is first missed.
 */
public final class Secrets {

    private static final List<String> PASSWORDS = List.of(
            "db.admin.password",
            "db.inventory.password",
            "db.orders.password",
            "db.payment.password",
            "db.reward.password",
            "db.seata.password",
            "db.auditor.password",
            "db.benchmark.password",
            "redis.stock.password",
            "redis.edge.password",
            "seata.console.password");

    private static final List<String> KEY_PAIRS = List.of("jwt", "provider", "merchant");

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    /** Reads the file and completes it. */
    public static Secrets load(Path file) {
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (complete(values)) {
            PrivateFile.write(file, lines(values));
        }
        return new Secrets(values);
    }

    /** Password of the account that may read every database. */
    public String auditorPassword() {
        return get("db.auditor.password");
    }

    /** Password of the account of one database. */
    public String databasePassword(String database) {
        return get("db." + database + ".password");
    }

    /** Key of the tokens by which the services know each other: base64 of 32 bytes. */
    public String internalSecret() {
        return get("internal.secret");
    }

    /** Keys of the permissions to buy: {@code id:base64,…}; put a new one first to have it sign. */
    public String purchaseTokenKeys() {
        return get("purchase-token.keys");
    }

    /** A secret by its name in the file. */
    public String get(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no secret named " + name);
        }
        return value;
    }

    private static boolean complete(Properties values) {
        int before = values.size();
        for (String password : PASSWORDS) {
            values.computeIfAbsent(password, missing -> random(18));
        }
        if (!values.containsKey("internal.secret")) {
            values.setProperty("internal.secret", Base64.getEncoder().encodeToString(randomBytes(32)));
        }
        if (!values.containsKey("purchase-token.keys")) {
            values.setProperty(
                    "purchase-token.keys", "k1:" + Base64.getEncoder().encodeToString(randomBytes(32)));
        }
        for (String name : KEY_PAIRS) {
            if (!values.containsKey(name + ".private")) {
                KeyPair pair = keyPair();
                values.setProperty(name + ".private", base64(pair.getPrivate().getEncoded()));
                values.setProperty(name + ".public", base64(pair.getPublic().getEncoded()));
            }
        }
        return values.size() != before;
    }

    private static String lines(Properties values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining("", "# Made at random for this machine. Never share.\n", ""));
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(bytes));
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
