package com.banxiang.notification.push;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping({"/api/v1/notifications/devices", "/api/child/notifications/devices"})
class PushDeviceController {

    enum Platform {
        ANDROID,
        IOS,
        HARMONY
    }

    record DeviceRequest(
            @NotNull @Pattern(regexp = "[0-9A-Za-z_-]{1,64}")
            String registrationId,

            @NotNull Platform platform) {}

    private final RegisterDevice registerDevice;

    PushDeviceController(RegisterDevice registerDevice) {
        this.registerDevice = registerDevice;
    }

    @PutMapping
    Mono<ResponseEntity<Envelope<Void>>> register(Caller caller, @Valid @RequestBody DeviceRequest request) {
        var platform = request.platform().name().toLowerCase(Locale.ROOT);
        return registerDevice
                .register(caller.account(), request.registrationId(), platform)
                .then(Answers.ok());
    }

    /** A device that is not the caller's is left alone, and answered the same. */
    @DeleteMapping("/{registrationId}")
    Mono<ResponseEntity<Envelope<Void>>> release(Caller caller, @PathVariable String registrationId) {
        return registerDevice.release(caller.account(), registrationId).then(Answers.ok());
    }
}
