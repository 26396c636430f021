package com.banxiang.platform.messaging;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.stream.config.BindingServiceProperties;

/** Subscribes the service's one binding to the topics of its listeners, after they exist and before it is bound. */
final class Subscription implements SmartInitializingSingleton {

    static final String BINDING = "onEvent-in-0";

    private final BindingServiceProperties bindings;
    private final List<String> topics;

    Subscription(BindingServiceProperties bindings, List<String> topics) {
        this.bindings = bindings;
        this.topics = topics;
    }

    @Override
    public void afterSingletonsInstantiated() {
        bindings.getBindingProperties(BINDING).setDestination(String.join(",", topics));
    }
}
