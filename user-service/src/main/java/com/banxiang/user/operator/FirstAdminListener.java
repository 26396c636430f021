package com.banxiang.user.operator;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/** Sees to it, before the service says that it is ready, that somebody can make operators. */
@Component
@EnableConfigurationProperties(FirstAdminSettings.class)
final class FirstAdminListener implements ApplicationListener<ApplicationStartedEvent> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MakeFirstAdmin makeFirstAdmin;
    private final FirstAdminSettings settings;

    FirstAdminListener(MakeFirstAdmin makeFirstAdmin, FirstAdminSettings settings) {
        this.makeFirstAdmin = makeFirstAdmin;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent started) {

        var name = settings.name();
        var password = settings.password();
        if (name != null && password != null) {
            makeFirstAdmin.handle(new MakeFirstAdmin.Command(name, password)).block(PATIENCE);
        }
    }
}
