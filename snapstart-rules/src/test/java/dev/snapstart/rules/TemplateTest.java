package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void readsGlobalsMappingsAndConditions() {
    Template template =
        Template.read(
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Globals:
              Function:
                Runtime: java21
                SnapStart:
                  ApplyOn: PublishedVersions   # for all
            Mappings:
              Stages:
                dev: { SnapStart: None }
                prod:
                  SnapStart: PublishedVersions
              Never:
                prod:
                  SnapStart: None
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
              ByGlobals:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.ByGlobals::handleRequest
                  Events:
                    - Type: Api
                      Path: /x
                    - Type: SQS
              Off:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: 'a.Off'
                  SnapStart:
                    ApplyOn: None
              ByMapping:
                Type: AWS::Lambda::Function
                Properties:
                  Handler: a.ByMapping
                  SnapStart:
                    ApplyOn: !FindInMap [Stages, !Ref Stage, SnapStart]
              ByOtherMapping:
                Type: AWS::Lambda::Function
                Properties:
                  Handler: a.ByOtherMapping
                  SnapStart:
                    ApplyOn: !FindInMap [Never, !Ref Stage, SnapStart]
              ByCondition:
                Type: AWS::Lambda::Function
                Properties:
                  Handler: a.ByCondition
                  SnapStart:
                    ApplyOn:
                      Fn::If:
                        - IsProd
                        - PublishedVersions
                        - None
            """);

    assertThat(template.on()).containsExactly("a/ByCondition", "a/ByGlobals", "a/ByMapping");
  }

  @Test
  void readsJsonAndFlowMappingsAndParameters() {
    Template json =
        Template.read(
            """
            {"Resources": {
              "On": {"Type": "AWS::Lambda::Function", "Properties": {
                "Handler": "a.On", "SnapStart": {"ApplyOn": "PublishedVersions"}}},
              "Off": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "a.Off"}}}}
            """);
    assertThat(json.on()).containsExactly("a/On");
    Template flow =
        Template.read(
            """
            Parameters:
              Mode: {Type: String, AllowedValues: [None, PublishedVersions]}
              Never: {Type: String, Default: None}
            Resources:
              A: {Type: AWS::Serverless::Function, Properties: {Handler: a.A, SnapStart: {ApplyOn: !Ref Mode}}}
              B: {Type: AWS::Serverless::Function, Properties: {Handler: a.B, SnapStart: {ApplyOn: !Ref Never}}}
              C:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: "a.C::handle"  # a comment, and a text with a # in it
                  Description: "snap # start"
                  SnapStart: {ApplyOn: !If [IsProd, PublishedVersions, None]}
            """);
    assertThat(flow.on()).containsExactly("a/A", "a/C");
  }

  @Test
  void saysWhereATemplateIsNone() {
    assertThatThrownBy(() -> Template.read("Resources: {A: [}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither YAML nor JSON")
        .hasMessageContaining("line 1");
  }

  @Test
  void hasNothingOnWithoutFunctions() {
    assertThat(Template.read("").on()).isEmpty();
    assertThat(Template.read("Resources:\n  A:\n    Type: AWS::SQS::Queue\n").on()).isEmpty();
  }
}
