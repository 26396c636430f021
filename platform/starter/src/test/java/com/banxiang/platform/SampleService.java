package com.banxiang.platform;

import com.banxiang.platform.security.AccessRules;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service that uses everything the starter brings, and has no purpose of its own. */
@SpringBootApplication
class SampleService {

    @Bean
    AccessRules accessRules() {
        return AccessRules.denyByDefault()
                .open("/asked", "/stored")
                .users("/sample/**")
                .build();
    }
}
