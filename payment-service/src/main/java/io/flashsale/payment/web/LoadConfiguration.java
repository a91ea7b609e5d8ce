package io.flashsale.payment.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Bounds what comes from outside; what peers ask for belongs to work that was taken on already. */
@Configuration(proxyBeanMethods = false)
class LoadConfiguration implements WebMvcConfigurer {

    private final LoadProperties load;

    LoadConfiguration(LoadProperties load) {
        this.load = load;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RequestsAtOnce(load.requestsAtOnce(), load.patience()))
                .addPathPatterns("/api/**")
                .excludePathPatterns("/api/admin/**");
    }
}
