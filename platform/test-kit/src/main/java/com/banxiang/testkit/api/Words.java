package com.banxiang.testkit.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What a part says to people, by code: its own texts before the platform's. */
final class Words {

    private final Properties texts = new Properties();

    Words() {
        for (var bundle : new String[] {"platform-messages.properties", "messages.properties"}) {
            read(bundle);
        }
    }

    private void read(String bundle) {

        var file = new ClassPathResource(bundle);
        if (!file.exists()) {
            return;
        }
        try {
            PropertiesLoaderUtils.fillProperties(texts, new EncodedResource(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(String code) {
        var text = texts.getProperty(code);
        if (text == null) {
            throw new AssertionError("no text for " + code);
        }
        return text;
    }
}
