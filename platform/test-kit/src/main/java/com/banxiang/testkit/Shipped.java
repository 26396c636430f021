package com.banxiang.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** The settings a part ships with; where all tests are one fleet, some of them have to be wider. */
public final class Shipped {

    /** As the defaults and {@code application.yaml} say, without anything a test added. */
    public static <T> T settings(String prefix, Class<T> type) {

        var sources = new MutablePropertySources();
        try {
            new YamlPropertySourceLoader()
                    .load("shipped", new ClassPathResource("application.yaml"))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate(prefix, type);
    }

    private Shipped() {}
}
