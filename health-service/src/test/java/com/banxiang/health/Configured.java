package com.banxiang.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** Settings as the service runs with them, from the file it reads: a rule's number is tested where it is written. */
public final class Configured {

    public static <T> T as(Class<T> type, String prefix, String file) {
        try {
            var sources = new MutablePropertySources();
            new YamlPropertySourceLoader()
                    .load(file, new ClassPathResource(file))
                    .forEach(sources::addLast);
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind(prefix, type)
                    .get();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Configured() {}
}
