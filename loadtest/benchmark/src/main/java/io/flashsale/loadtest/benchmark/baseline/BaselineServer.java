package io.flashsale.loadtest.benchmark.baseline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A process of its own, on the stack's MariaDB, Redis and broker. Its settings are in {@code baseline.yaml}. */
@SpringBootApplication
public class BaselineServer {

    public static void main(String[] arguments) {
        // The services' own application.yaml lie on this class path, too.
        System.setProperty("spring.config.name", "baseline");
        SpringApplication.run(BaselineServer.class, arguments);
    }
}
