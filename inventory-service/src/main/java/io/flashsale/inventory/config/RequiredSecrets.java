package io.flashsale.inventory.config;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Secrets have no default: without them the service stops here, before anything else fails in a less clear way. */
@Component
class RequiredSecrets implements BeanFactoryPostProcessor {
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String password = beans.getBean(Environment.class).getProperty("FLASHSALE_DB_PASSWORD");
        if (password == null) {
            throw new IllegalStateException(
                    "Set FLASHSALE_DB_PASSWORD: the password of the database user of this service.");
        }
    }
}
