package com.banxiang.sandbox.jpush;

import static org.springframework.http.HttpStatus.BAD_REQUEST;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Plays the handsets: installs the app on one, and shows what they were pushed. */
@RestController
final class JPushControlController {

    record DeviceRequest(
            @Nullable String registrationId,
            @Nullable String platform,
            @Nullable String alias,
            @Nullable Set<String> tags) {}

    private final Devices devices;
    private final SendPush sendPush;

    JPushControlController(Devices devices, SendPush sendPush) {
        this.devices = devices;
        this.sendPush = sendPush;
    }

    @PostMapping("/_sandbox/push/devices")
    void install(@RequestBody DeviceRequest request) {

        var id = request.registrationId() == null ? "" : request.registrationId();
        var platform = request.platform() == null ? "android" : request.platform();
        if (!id.matches(DeviceController.REGISTRATION_ID)) {
            throw new ResponseStatusException(BAD_REQUEST, "registrationId: " + id);
        }
        if (!Set.of("android", "ios", "hmos").contains(platform)) {
            throw new ResponseStatusException(
                    BAD_REQUEST, "platform: %s (expected: android, ios or hmos)".formatted(platform));
        }
        devices.save(new Device(
                id,
                platform,
                request.alias() == null ? "" : request.alias(),
                request.tags() == null ? Set.of() : Set.copyOf(request.tags()),
                ""));
    }

    @GetMapping("/_sandbox/push")
    List<Delivery> list(@RequestParam @Nullable String alias) {
        return sendPush.newestFirst(it -> alias == null || it.alias().equals(alias));
    }
}
