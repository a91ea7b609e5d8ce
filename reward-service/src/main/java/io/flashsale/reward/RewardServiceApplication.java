package io.flashsale.reward;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts reward-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class RewardServiceApplication {

    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(RewardServiceApplication.class, args);
    }
}
