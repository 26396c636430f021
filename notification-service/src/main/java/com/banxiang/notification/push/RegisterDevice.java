package com.banxiang.notification.push;

import com.banxiang.platform.security.Account;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Notes whose a phone is: the account that registered it last. */
@Component
class RegisterDevice {

    private final Registrations registrations;
    private final BindDevices bindDevices;
    private final Clock clock;

    RegisterDevice(Registrations registrations, BindDevices bindDevices, Clock clock) {
        this.registrations = registrations;
        this.bindDevices = bindDevices;
        this.clock = clock;
    }

    Mono<Void> register(Account owner, String registrationId, String platform) {
        return registrations
                .save(owner, registrationId, platform, clock.instant())
                .then(Mono.<Void>fromRunnable(bindDevices::soon))
                .checkpoint("register a device");
    }

    Mono<Void> release(Account owner, String registrationId) {
        return registrations
                .release(owner, registrationId, clock.instant())
                .then(Mono.<Void>fromRunnable(bindDevices::soon))
                .checkpoint("release a device");
    }
}
