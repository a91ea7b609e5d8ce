package io.flashsale.messaging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Opens the repair desk of a service that is spoken to over HTTP. */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class MessagingWebAutoConfiguration {

    @Bean
    ParkedMessagesController parkedMessagesController(ParkedMessages parked, ReplayMessage replayMessage) {
        return new ParkedMessagesController(parked, replayMessage);
    }
}
