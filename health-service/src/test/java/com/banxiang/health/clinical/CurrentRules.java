package com.banxiang.health.clinical;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** The rules as the service runs them, read from the file it reads. */
public final class CurrentRules {

    private static final ClinicalRules RULES = read();

    public static ClinicalRules get() {
        return RULES;
    }

    private static ClinicalRules read() {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader()
                    .load("rules", new ClassPathResource("clinical-rules-2026-11.yaml"))
                    .forEach(sources::addLast);
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind("health.clinical", ClinicalSettings.class)
                    .get()
                    .rules();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CurrentRules() {}
}
