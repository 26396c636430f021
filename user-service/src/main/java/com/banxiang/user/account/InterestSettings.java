package com.banxiang.user.account;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a person can be interested in.
 *
 * @param catalogue the words themselves, in the order a screen shows them
 */
@ConfigurationProperties("user.interests")
record InterestSettings(List<String> catalogue) {

    InterestSettings {
        if (catalogue.isEmpty() || Set.copyOf(catalogue).size() != catalogue.size()) {
            throw new IllegalArgumentException("user.interests.catalogue: empty or twice the same");
        }
    }

    boolean knows(String interest) {
        return catalogue.contains(interest);
    }
}
