package com.banxiang.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The fleet's door. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
class GatewayApplication {

    static void main(String[] arguments) {
        SpringApplication.run(GatewayApplication.class, arguments);
    }
}
