package com.banxiang.user.invitation;

import com.banxiang.platform.security.Caller;
import com.banxiang.platform.web.Answers;
import com.banxiang.platform.web.Envelope;
import com.banxiang.user.consent.Scope;
import com.banxiang.user.invitation.GenerateFamilyCode.Generated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An elder asks for a code to give to a child. */
@RestController
final class InvitationController {

    record GenerateRequest(@Nullable @Size(max = 10) List<@NotNull Scope> scopes) {}

    private final GenerateFamilyCode generateFamilyCode;

    InvitationController(GenerateFamilyCode generateFamilyCode) {
        this.generateFamilyCode = generateFamilyCode;
    }

    @PostMapping("/api/v1/family/generate-code")
    Mono<ResponseEntity<Envelope<Generated>>> generate(
            Caller caller, @Valid @RequestBody(required = false) @Nullable GenerateRequest request) {

        var scopes = request == null ? null : request.scopes();
        return generateFamilyCode
                .handle(new GenerateFamilyCode.Command(caller.id(), scopes == null ? null : Scope.inOrder(scopes)))
                .flatMap(Answers::created);
    }
}
