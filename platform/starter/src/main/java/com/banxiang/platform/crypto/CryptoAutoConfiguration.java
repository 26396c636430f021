package com.banxiang.platform.crypto;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service the keys of its personal data. */
@AutoConfiguration
@EnableConfigurationProperties(EncryptionSettings.class)
class CryptoAutoConfiguration {

    @Bean
    FieldCipher fieldCipher(EncryptionSettings settings) {
        return new FieldCipher(settings);
    }

    @Bean
    BlindIndex blindIndex(EncryptionSettings settings) {
        return new BlindIndex(settings);
    }
}
