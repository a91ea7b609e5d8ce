package io.flashsale.payment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts payment-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PaymentServiceApplication {

    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(PaymentServiceApplication.class, args);
    }
}
